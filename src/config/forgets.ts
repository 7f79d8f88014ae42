import type { Environment } from './credential.ts';
import type { StoreSetting } from './store-setting.ts';

/**
 * Whether the store is gone at the next start: a file on the disk of a container of Azure App Service, which is emptied at
 * each restart and deployment. App Service names each instance (Microsoft Learn: Environment variables and app settings in
 * Azure App Service); what it mounts, /home among it, lasts.
 */
export const forgets = ({ WEBSITE_INSTANCE_ID: instance = '' }: Environment, store: StoreSetting): boolean =>
  instance !== '' && typeof store === 'string' && !/^\/(home|mounts)\//.test(store);
