// Runs Azurite while the starting process lives.
//   node run-azurite.js <azurite.js> <process id file, or -> <Azurite's own options…>
// Standard input is a pipe from that process. A closed pipe stops Azurite like SIGTERM, so that Azurite saves its memory first.
"use strict";
const fs = require("fs");
const [entry, idFile, ...options] = process.argv.slice(2);

// Ctrl+C reaches every process of a terminal, but the starting process still needs its storage to finish. Azurite adds its own listener
// with once(), which this code skips.
const once = process.once.bind(process);
process.once = (name, listener) => (name === "SIGINT" ? process : once(name, listener));
process.on("SIGINT", () => {});

// The reader of the output may be gone; a failing write must not stop the saving.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

if (idFile !== "-") {
  fs.writeFileSync(idFile, String(process.pid));
  process.on("exit", () => fs.rmSync(idFile, { force: true }));
}

const stop = () => {
  if (!process.emit("SIGTERM")) process.exit(0);
};
let stopping = false;
for (const name of ["end", "close", "error"]) {
  process.stdin.on(name, () => {
    if (!stopping) stop();
    stopping = true;
  });
}
process.stdin.resume();

process.argv = [process.argv[0], entry, ...options];
require(entry);
