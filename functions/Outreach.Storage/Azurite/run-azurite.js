// Runs Azurite for as long as the process that started it lives.
//   node run-azurite.js <azurite.js> <process id file, or -> <Azurite's own options…>
// Standard input is a pipe from that process. When it closes, because it was closed or because that process
// died, Azurite is told to stop just as by SIGTERM, so that it saves what it holds in memory first.
"use strict";
const fs = require("fs");
const [entry, idFile, ...options] = process.argv.slice(2);

// Ctrl+C reaches every process of a terminal; the one that started us still needs its storage to finish.
// Azurite adds its own listener with once(), which is passed over here.
const once = process.once.bind(process);
process.once = (name, listener) => (name === "SIGINT" ? process : once(name, listener));
process.on("SIGINT", () => {});

// Whoever read our output may be gone; a failing write must not stop the saving.
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
