import type { Rule } from "../rule";
import { searchEncrypted } from "../rules/search/search-encrypted";
import { searchPrivateFgacLogs } from "../rules/search/search-private-fgac-logs";
import { searchThreeZones } from "../rules/search/search-three-zones";

export const search: readonly Rule[] = [searchEncrypted, searchPrivateFgacLogs, searchThreeZones];
