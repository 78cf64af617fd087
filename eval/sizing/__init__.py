"""How an index grows: builds records of several sizes and measures time, disk, memory and how long a question takes."""
