"use strict";

const assert = require("node:assert");
const os = require("node:os");
const test = require("node:test");
const { command, failure, selector } = require("../program");

test("the program is that of the settings", () => {
  assert.deepEqual(command({}), { command: "masthead", args: ["server"] });
  assert.deepEqual(command({ path: "  " }), { command: "masthead", args: ["server"] });
  assert.deepEqual(command({ path: "/opt/дом 1/masthead", logMessages: true }), { command: "/opt/дом 1/masthead", args: ["server", "--trace"] });
  assert.equal(command({ path: "~/bin/masthead" }).command, `${os.homedir()}/bin/masthead`);
  assert.equal(command({ path: "~other/masthead" }).command, "~other/masthead");
});

test("documents without a file are served too", () => {
  assert.ok(selector().some(({ language, scheme }) => language === "markdown" && scheme === "untitled"));
});

test("a program that is not there is said to be so, and what to do", () => {
  assert.match(failure("masthead", { code: "ENOENT" }), /not found as `masthead`.*masthead\.path/);
  assert.match(failure("/x", new Error("spawn EACCES")), /could not be started: spawn EACCES/);
});
