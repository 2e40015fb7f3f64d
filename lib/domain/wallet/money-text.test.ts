import { expect, it } from 'vitest';
import { formatMoney, parseMoneyText, toMoneyText } from '@/lib/domain/wallet/money-text';

it('writes amounts as people do', () => {
  expect(formatMoney(1250, 'EUR')).toBe('€12.50');
  expect(formatMoney(1250, 'JPY')).toBe('¥1,250');
  expect(toMoneyText(1250, 'EUR')).toBe('12.50');
  expect(toMoneyText(null, 'EUR')).toBe('');
});

it.each([
  ['12.50', 'EUR', 1250],
  ['12,5', 'EUR', 1250],
  [' 12 ', 'EUR', 1200],
  ['0.07', 'EUR', 7],
  ['0.29', 'EUR', 29],
  ['1250', 'JPY', 1250],
  ['', 'EUR', null],
])('reads %j %s', (text, currency, amount) => {
  expect(parseMoneyText(text, currency)).toBe(amount);
});

it.each([
  ['12.345', 'EUR'],
  ['1.5', 'JPY'],
  ['-1', 'EUR'],
  ['1e3', 'EUR'],
  ['ten', 'EUR'],
  ['1.000,00', 'EUR'],
])('does not guess at %j %s', (text, currency) => {
  expect(parseMoneyText(text, currency)).toBeNaN();
});
