/** What is known about addresses without asking anybody. */
interface AddressLists {
  disposable: ReadonlySet<string>;
  roles: ReadonlySet<string>;
}

let loading: Promise<AddressLists> | undefined;

async function load(): Promise<AddressLists> {
  const [domains, roles] = await Promise.all([
    import('disposable-email-domains-js'),
    import('role-based-email-addresses'),
  ]);
  return { disposable: domains.disposableEmailBlocklistSet(), roles: new Set(roles.default) };
}

/** The lists, which are read at the first use: a start of the server does not wait for them. */
export function loadAddressLists(): Promise<AddressLists> {
  loading ??= load();
  return loading;
}

/** Whether a domain, or a domain that it belongs to, is for addresses that are used once. */
export function isDisposable({ disposable }: AddressLists, domain: string): boolean {
  const labels = domain.split('.');
  return labels.some((_, index) => disposable.has(labels.slice(index).join('.')));
}

/** Whether an address belongs to a role and not to a person. A tag after a plus sign does not matter. */
export function isRole({ roles }: AddressLists, local: string): boolean {
  return roles.has(local.toLowerCase().replace(/\+.*$/, ''));
}
