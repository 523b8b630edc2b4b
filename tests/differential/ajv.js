// Reads [[draft, schema, documents]…] and writes, for each document, whether Ajv with formats refuses it.
const { createRequire } = require("node:module");
const need = createRequire(require("node:path").resolve(process.argv[2], "x.js"));
const classes = { 4: "ajv-draft-04", 6: "ajv", 7: "ajv", 2019: "ajv/dist/2019", 2020: "ajv/dist/2020" };
const pairs = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const result = pairs.map(([draft, schema, documents]) => {
  const Ajv = need(classes[draft]).default;
  const ajv = new Ajv({ strict: false, logger: false });
  need("ajv-formats").default(ajv);
  if (draft === "6") ajv.addMetaSchema(need("ajv/dist/refs/json-schema-draft-06.json"));
  const judge = ajv.compile(schema);
  return documents.map((document) => !judge(document));
});
process.stdout.write(JSON.stringify(result));
