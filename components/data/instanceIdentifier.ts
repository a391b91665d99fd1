/**
 * The identifier of an RDS instance, unique in the account and region: `commerce-test-data-payment`.
 *
 * @throws an Error where RDS would refuse it
 * (https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html).
 */
export function instanceIdentifier(project: string, stack: string, name: string): string {
  const identifier = `${project}-${stack}-${name}`;
  if (!/^[a-z](-?[a-z0-9])*$/.test(identifier) || identifier.length > 63)
    throw new Error(
      `RDS takes an identifier of at most 63 lower-case letters, digits and single hyphens; "${identifier}" has ${String(identifier.length)} characters: choose another name for the service or the stack`,
    );
  return identifier;
}
