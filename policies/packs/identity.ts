import type { Rule } from "../rule";
import { noGuestIdentities } from "../rules/identity/no-guest-identities";
import { signInMfa } from "../rules/identity/sign-in-mfa";
import { signInPassword } from "../rules/identity/sign-in-password";

export const identity: readonly Rule[] = [noGuestIdentities, signInMfa, signInPassword];
