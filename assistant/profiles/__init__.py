"""Who asks and for what project, as told: in a file, in an address, in a form or in a message."""
