// Ends right after a message.
process.stdout.write("printed\n")
process.send("the last word", () => process.exit(3))
