// The extension among stand-ins for VS Code and its client: what is asked of them, and in which order.
"use strict";

const assert = require("node:assert");
const Module = require("node:module");
const test = require("node:test");
const manifest = require("../package.json");

const seen = { commands: {}, clients: [], errors: [], executed: [], lines: [] };
const values = { enable: true, path: process.execPath, logMessages: false };
let changed;

const vscode = {
  workspace: {
    getConfiguration: (section) => ({
      get: (key) => {
        assert.ok(`${section}.${key}` in manifest.contributes.configuration.properties, `${key} is a setting`);
        return values[key];
      },
    }),
    onDidChangeConfiguration: (listener) => ((changed = listener), { dispose() {} }),
  },
  window: {
    createOutputChannel: () => ({ appendLine: (line) => seen.lines.push(line), show() {}, dispose() {} }),
    showErrorMessage: async (message) => void seen.errors.push(message),
  },
  commands: {
    registerCommand: (name, run) => ((seen.commands[name] = run), { dispose() {} }),
    executeCommand: async (...all) => void seen.executed.push(all),
  },
};

class LanguageClient {
  constructor(id, name, run, options) {
    Object.assign(this, { run, options, state: "new" });
    seen.clients.push(this);
  }
  async start() {
    this.state = "running";
  }
  async dispose() {
    this.state = "stopped";
  }
}

const load = Module._load;
Module._load = (name, ...rest) => {
  if (name === "vscode") return vscode;
  if (name === "vscode-languageclient/node") return { LanguageClient };
  return load(name, ...rest);
};
const extension = require("../extension");
const states = () => seen.clients.map((client) => client.state);

test("it starts the server, and again after a change, one at a time", async () => {
  await extension.activate({ subscriptions: [] });
  assert.deepEqual(seen.clients[0].run, { command: process.execPath, args: ["server"] });
  values.logMessages = true;
  await Promise.all([changed({ affectsConfiguration: (name) => name === "masthead" }), seen.commands["masthead.restart"]()]);
  assert.deepEqual(states(), ["stopped", "stopped", "running"]);
  assert.deepEqual(seen.clients[2].run.args, ["server", "--trace"]);
});

test("every command of the manifest does something", async () => {
  assert.deepEqual(Object.keys(seen.commands).sort(), manifest.contributes.commands.map(({ command }) => command).sort());
  await seen.commands["masthead.fixAll"]();
  assert.equal(seen.executed.at(-1)[1].kind, "source.fixAll.masthead");
});

test("a program that is not there is told, and no client is left", async () => {
  values.path = "/nowhere/masthead";
  await seen.commands["masthead.restart"]();
  assert.match(seen.errors.at(-1), /not found/);
  assert.ok(states().every((state) => state === "stopped"));
});

test("nothing is started where that is not wanted", async () => {
  const before = seen.clients.length;
  Object.assign(values, { enable: false, path: process.execPath });
  await seen.commands["masthead.restart"]();
  assert.equal(seen.clients.length, before);
  await extension.deactivate();
});
