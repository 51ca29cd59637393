import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import { isFieldNameReserved } from '../manifest/rules/property-names-rule.ts';
import { saysSecret } from '../manifest/rules/secret-rule.ts';
