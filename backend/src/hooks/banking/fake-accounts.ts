import { accountId, SEED, type Account } from '../../../bots/banking/seed.ts';
import type { Transferred } from '../../../bots/banking/answers.ts';
import type { AccountStore, TransferOutcome } from './account-store.ts';

/** Accounts in memory, for tests: held to the same contract as those in DynamoDB. */
export function createMemoryAccounts(seed: readonly Account[] = SEED): AccountStore {
  const accountsOf = new Map<string, readonly Account[]>();
  const receipts = new Map<string, Transferred>();

  const open = (visitor: string): readonly Account[] => {
    const accounts = accountsOf.get(visitor) ?? seed.toSorted((a, b) => (accountId(a) < accountId(b) ? -1 : 1));
    accountsOf.set(visitor, accounts);
    return accounts;
  };

  return {
    open: async visitor => open(visitor),

    async transfer(visitor, messageId, { from, to, amount }): Promise<TransferOutcome> {
      const accounts = open(visitor);
      const receipt = receipts.get(`${visitor} ${messageId}`);
      if (receipt) return { outcome: 'transferred', transfer: receipt, accounts };
      const [source, target] = [from, to].map(account => accounts.find(one => accountId(one) === accountId(account)));
      if (!source || !target) return { outcome: 'no-account', accounts };
      if (source.balance < amount) return { outcome: 'too-little', accounts };

      const transfer = { from: nameOf(from), to: nameOf(to), amount };
      const after = accounts.map(account => {
        if (account === source) return { ...account, balance: account.balance - amount };
        return account === target ? { ...account, balance: account.balance + amount } : account;
      });
      accountsOf.set(visitor, after);
      receipts.set(`${visitor} ${messageId}`, transfer);
      return { outcome: 'transferred', transfer, accounts: after };
    },
  };
}

function nameOf({ bank, kind }: Transferred['from']) {
  return { bank, kind };
}
