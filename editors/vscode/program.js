// How the server is started; knows nothing of VS Code, so that it can be tried without it.
"use strict";

const os = require("node:os");
const path = require("node:path");

/** The languages whose documents have front matter. */
const LANGUAGES = ["markdown", "mdx", "quarto", "rmd"];

/** The command that a user's settings ask for. */
function command(settings) {
  const written = (settings.path ?? "").trim() || "masthead";
  const program = written === "~" || written.startsWith("~/") ? path.join(os.homedir(), written.slice(1)) : written;
  return { command: program, args: settings.logMessages ? ["server", "--trace"] : ["server"] };
}

/** The documents that the server is told of. */
function selector() {
  return LANGUAGES.flatMap((language) => ["file", "untitled"].map((scheme) => ({ language, scheme })));
}

/** What a user reads when the program cannot be started. */
function failure(program, error) {
  if (error && error.code === "ENOENT") {
    return `masthead was not found as \`${program}\`. Install it, or set masthead.path to where it is.`;
  }
  return `masthead (\`${program}\`) could not be started: ${error && error.message ? error.message : error}`;
}

module.exports = { LANGUAGES, command, failure, selector };
