"""Events and what happens in their rooms: people, agenda, phases, time, screens."""
