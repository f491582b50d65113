/** The version of the API in its document (semver). docs/api/CHANGELOG.md says what each one brought. */
export const API_VERSION = "1.1.0";
