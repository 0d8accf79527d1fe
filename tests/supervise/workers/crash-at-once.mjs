// Ends before it could be asked anything.
process.stdout.write("reading the settings\n")
process.stderr.write("cannot read:\n  'é' at line 3\nlast words")
process.exit(7)
