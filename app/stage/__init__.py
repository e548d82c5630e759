"""The live room's page and the screen views: what is composed of all the domains."""
