/**
 * End of standard support of each EKS version, as AWS publishes it: a day, or the month while no day is known.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html, as of November 2026.
 */
const endOfStandardSupport: Readonly<Record<string, string>> = {
  "1.34": "2026-12-02",
  "1.35": "2027-03",
  "1.36": "2027-08",
};

/**
 * Says what is wrong with running this version on this day, or nothing. Extended support costs $0.60 instead of $0.10
 * for each cluster hour, which is $365 more a month (https://aws.amazon.com/eks/pricing/).
 *
 * @param today - ISO date, `2026-11-21`
 */
export function versionProblem(version: string, today: string): string | undefined {
  const supported = Object.keys(endOfStandardSupport)
    .filter((candidate) => isSupported(candidate, today))
    .join(", ");
  if (version in endOfStandardSupport) {
    return isSupported(version, today)
      ? undefined
      : `"${version}" is in extended support since ${String(endOfStandardSupport[version])} (+ $365 a month); use one of ${supported}`;
  }
  return version < "1.34"
    ? `"${version}" is in extended support or has ended (+ $365 a month); use one of ${supported}`
    : `"${version}" is not an EKS version this platform knows; use one of ${supported}`;
}

function isSupported(version: string, today: string): boolean {
  const end = endOfStandardSupport[version] ?? "";
  return today.slice(0, end.length) <= end;
}
