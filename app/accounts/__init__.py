"""People, sign-in, logins, organisations and stakeholder groups."""
