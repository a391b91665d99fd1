import type { Rule } from "../rule";
import { apiAuthorised } from "../rules/api/api-authorised";
import { apiLogs } from "../rules/api/api-logs";

export const api: readonly Rule[] = [apiAuthorised, apiLogs];
