import { accountRead } from '@/lib/gateway/operations/account-read';
import { balanceRead } from '@/lib/gateway/operations/balance-read';
import { messagesGet } from '@/lib/gateway/operations/messages-get';
import { messagesList } from '@/lib/gateway/operations/messages-list';
import { messagesSend } from '@/lib/gateway/operations/messages-send';
import type { Operation } from '@/lib/gateway/operations/operation';
import type { OperationName } from '@/lib/profiles/types';

/** What carries out each operation that a profile may declare. */
export const OPERATIONS: Record<OperationName, Operation> = {
  'account.read': accountRead,
  'messages.send': messagesSend,
  'messages.list': messagesList,
  'messages.get': messagesGet,
  'balance.read': balanceRead,
};
