// Nothing: a script that only takes its time.
