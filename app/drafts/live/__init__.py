"""What keeps a text alive: the gate, the rooms in memory, the pipeline that every edit goes through, presence."""
