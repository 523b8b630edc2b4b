// Starts `masthead server` and lets VS Code talk to it.
"use strict";

const { execFile } = require("node:child_process");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { command, failure, selector } = require("./program");

let client;
let log;

function settings() {
  const section = vscode.workspace.getConfiguration("masthead");
  return { enable: section.get("enable"), path: section.get("path"), logMessages: section.get("logMessages") };
}

/** Whether the program runs at all; otherwise why not. */
function tryProgram(program) {
  return new Promise((resolve) => {
    execFile(program, ["--version"], { timeout: 10000 }, (error, output) => {
      if (!error) log.appendLine(output.trim());
      resolve(error);
    });
  });
}

async function start() {
  const wanted = settings();
  if (!wanted.enable) return;
  const run = command(wanted);
  const error = await tryProgram(run.command);
  if (error) {
    const message = failure(run.command, error);
    log.appendLine(message);
    const choice = await vscode.window.showErrorMessage(message, "Open Settings");
    if (choice) await vscode.commands.executeCommand("workbench.action.openSettings", "masthead.path");
    return;
  }
  client = new LanguageClient("masthead", "masthead", run, { documentSelector: selector(), outputChannel: log });
  await client.start();
}

async function stop() {
  const running = client;
  client = undefined;
  if (running) await running.dispose();
}

// One after another: two restarts at once would leave a server behind.
let turn = Promise.resolve();

function restart() {
  turn = turn.then(stop).then(start).catch((error) => log.appendLine(String(error && error.stack ? error.stack : error)));
  return turn;
}

async function fixAll() {
  await vscode.commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.masthead", apply: "first" });
}

async function activate(context) {
  log = vscode.window.createOutputChannel("masthead");
  context.subscriptions.push(
    log,
    vscode.commands.registerCommand("masthead.restart", restart),
    vscode.commands.registerCommand("masthead.showLog", () => log.show()),
    vscode.commands.registerCommand("masthead.fixAll", fixAll),
    vscode.workspace.onDidChangeConfiguration((event) => (event.affectsConfiguration("masthead") ? restart() : undefined)),
  );
  await restart();
}

async function deactivate() {
  await turn;
  await stop();
}

module.exports = { activate, deactivate };
