const minimum = [20, 19];

/**
 * What to tell a person whose Node is too old; `undefined` when it will do.
 * @param {string} version as in `process.versions.node`
 * @returns {string | undefined}
 */
export function complainAboutNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > minimum[0] || (major === minimum[0] && minor >= minimum[1])) return undefined;
  return (
    `Punctual needs Node ${minimum.join(".")} or newer; this is Node ${version}.\n` +
    "Install a current version from https://nodejs.org and start again."
  );
}
