/** The name of an agent as customers see it: “Grace Hopper (Onboarding)”. Safe for the browser. */
export function nameAgent({ name, team }: { name: string; team: string | null }): string {
  return team ? `${name} (${team})` : name;
}
