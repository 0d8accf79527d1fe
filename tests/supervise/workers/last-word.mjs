// Ends right after all that it says.
process.stdout.write("printed\n")
for (let count = 1; count < 20; count++) process.send({ count })
process.send("the last word", () => process.exit(3))
