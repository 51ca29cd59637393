import configuration from '../../../templates/configuration.hbs';
import connection from '../../../templates/connection.hbs';
import connections from '../../../templates/connections.hbs';
import factory from '../../../templates/factory.hbs';
import index from '../../../templates/index.hbs';
import provider from '../../../templates/provider.hbs';
import test from '../../../templates/test.hbs';

/** The templates, compiled when the generator is built. */
const TEMPLATES = { configuration, connection, connections, factory, index, provider, test };

/** Fills a template. A name that the view lacks throws: that is a bug. */
export function render(template: keyof typeof TEMPLATES, view: object): string {
  return TEMPLATES[template](view);
}
