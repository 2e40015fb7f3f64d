export const DELIVERY_STATES = ['pending', 'delivered', 'failed', 'canceled'] as const;
