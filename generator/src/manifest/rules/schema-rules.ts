import type { SchemaRule, SourceRule } from '../schema-check.ts';
import { definitionNamesRule } from './definition-names-rule.ts';
import { envOnceRule, envRule } from './env-rule.ts';
import { fieldRulesRule } from './field-rules-rule.ts';
import { limitsRule } from './limits-rule.ts';
import { messageRule } from './message-rule.ts';
import { patternRule } from './pattern-rule.ts';
import { placementRule } from './placement-rule.ts';
import { propertyNamesRule } from './property-names-rule.ts';
import { requiredRule } from './required-rule.ts';
import { roleOnceRule, roleRule } from './role-rule.ts';
import { secretRule } from './secret-rule.ts';
import { typeRule } from './type-rule.ts';
import { unionRule } from './union-rule.ts';
import { valuesRule } from './values-rule.ts';

/** Everything that is asked of each schema of a file, in no order that matters. */
export const SCHEMA_RULES: readonly SchemaRule[] = [
  typeRule,
  placementRule,
  limitsRule,
  patternRule,
  propertyNamesRule,
  requiredRule,
  fieldRulesRule,
  unionRule,
  valuesRule,
  messageRule,
  envRule,
  roleRule,
  roleOnceRule,
  secretRule,
];

/** What is asked of all schemas of a file together. */
export const SOURCE_RULES: readonly SourceRule[] = [definitionNamesRule, envOnceRule];
