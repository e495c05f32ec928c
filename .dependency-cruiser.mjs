// Who may import whom: the table of docs/architecture.md as rules. Default-deny: an area imports itself and
// what its row names, nothing else. Tests, and the folders named `testing` that only tests import, are free.
const testFiles = String.raw`\.test\.(ts|tsx|mjs)$|(^|/)testing/`;

/**
 * `may` names rows; `packages` are the only npm packages a row may import, all when left out.
 * @type {{ name: string, path: string, may: string[] | "everything", packages?: string[] }[]}
 */
export const importTable = [
  {
    name: "domain",
    path: "^server/domain/",
    may: [],
    packages: [
      "zod",
      "temporal-polyfill",
      "rrule-temporal",
      "libphonenumber-js",
      "canonicalize",
      "ical-generator",
    ],
  },
  { name: "platform", path: "^server/platform/", may: ["domain"] },
  { name: "db", path: "^db/(schema|queries)/|^db/[^/]+$", may: ["domain", "platform"] },
  { name: "embedded-database", path: "^db/embedded/", may: ["domain", "platform", "db"] },
  { name: "provider-ports", path: "^server/providers/[^/]+/port\\.ts$", may: ["domain", "platform"] },
  {
    name: "providers",
    path: "^server/providers/(?![^/]+/port\\.ts$)",
    may: ["domain", "platform", "provider-ports"],
  },
  { name: "services", path: "^server/services/", may: ["domain", "platform", "db", "provider-ports"] },
  { name: "routers", path: "^server/routers/", may: ["services", "domain", "platform"] },
  { name: "rest", path: "^server/rest/", may: ["routers", "domain", "platform"] },
  { name: "mcp", path: "^server/mcp/", may: ["rest", "routers", "domain", "platform"] },
  {
    name: "context",
    path: "^server/context\\.ts$",
    may: ["domain", "platform", "db", "provider-ports", "providers", "services", "routers", "rest"],
  },
  {
    name: "inngest",
    path: "^inngest/(functions/|[^/]+$)",
    may: ["services", "context", "domain", "platform"],
  },
  { name: "engine", path: "^inngest/engine/", may: ["platform", "db-client"] },
  { name: "sandbox", path: "^sandbox/", may: ["platform"] },
  {
    name: "pages",
    path: "^app/(?!api/|_lib/(server-caller|public-url|api-description)\\.ts$)",
    may: ["routers", "domain", "runtime-of-pages"],
  },
  {
    name: "mounts",
    path: "^app/(api/|_lib/(server-caller|public-url|api-description)\\.ts$)",
    may: ["context", "routers", "rest", "mcp", "inngest", "providers", "platform", "machine-verbs"],
  },
  { name: "boot", path: "^(instrumentation|proxy|next\\.config)\\.ts$", may: ["inngest"] },
  { name: "tooling", path: "^[^/]+\\.(config\\.ts|config\\.mjs|mjs)$", may: "everything" },
  { name: "programs", path: "^(scripts|bench|e2e)/", may: "everything" },
];

/** Parts of a row that another row may import although the rest is closed to it. */
const openings = {
  "db-client": "^db/client\\.ts$",
  "runtime-of-pages": "^app/_lib/(server-caller|public-url|api-description)\\.ts$",
  // What machines tell or ask us, which no person does and the router therefore doesn't offer.
  "machine-verbs": "^server/services/(read-health|messages/(record|receive)-[^/]+)\\.ts$",
};

const rowPath = (name) => openings[name] ?? importTable.find((row) => row.name === name).path;
const npmTypes = ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-bundled", "npm-no-pkg", "npm-unknown"];

const rowRules = importTable
  .filter((row) => row.may !== "everything")
  .map((row) => ({
    name: `${row.name}-keeps-to-its-row`,
    comment: `It may import ${["itself", ...row.may].join(", ")}.`,
    severity: "error",
    from: { path: row.path, pathNot: testFiles },
    to: {
      dependencyTypesNot: ["core", "unknown", ...npmTypes],
      pathNot: ["(^|/)node_modules/", row.path, ...row.may.map(rowPath)],
    },
  }));

const packageRules = importTable
  .filter((row) => row.packages)
  .map((row) => ({
    name: `${row.name}-keeps-to-its-packages`,
    comment: "No input or output, no clock, no environment, no dice: pure libraries only.",
    severity: "error",
    from: { path: row.path, pathNot: testFiles },
    to: {
      dependencyTypes: ["core", ...npmTypes],
      pathNot: `(^|/)node_modules/(${row.packages.join("|")})(/|$)`,
    },
  }));

const free = [testFiles, rowPath("programs"), rowPath("tooling")];

/** @type {import("dependency-cruiser").IForbiddenRuleType[]} */
const otherRules = [
  {
    name: "inngest-stays-at-the-edge",
    comment: "Services write outbox rows; only functions, the relay and mounts know Inngest.",
    severity: "error",
    from: { pathNot: [...free, rowPath("inngest"), rowPath("mounts")] },
    to: { path: "(^|/)node_modules/inngest/" },
  },
  {
    name: "pages-framework-stays-in-app",
    comment: "Next and React are for pages and mounts.",
    severity: "error",
    from: { pathNot: [...free, "^app/", rowPath("boot")] },
    to: { path: "(^|/)node_modules/(next|react|react-dom)/" },
  },
  {
    name: "testing-is-for-tests",
    comment: "What tests share is no part of the product.",
    severity: "error",
    from: { pathNot: free },
    to: { path: testFiles },
  },
  {
    name: "imports-are-found",
    severity: "error",
    from: {},
    to: { couldNotResolve: true },
  },
];

/** Whether the file lies where the table knows it. */
export function hasRow(file) {
  return new RegExp(testFiles).test(file) || importTable.some((row) => new RegExp(row.path).test(file));
}

/** @type {Required<Pick<import("dependency-cruiser").IConfiguration, "forbidden" | "options">>} */
export default {
  forbidden: [...rowRules, ...packageRules, ...otherRules],
  options: {
    doNotFollow: { path: "(^|/)node_modules/" },
    exclude: { path: "(^|/)(\\.next|\\.data)[^/]*/" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
    },
  },
};
