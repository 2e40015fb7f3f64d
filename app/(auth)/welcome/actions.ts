'use server';

import { staffAction } from '@/lib/actions/staff-action';
import { beginWithQrCode } from '@/lib/auth/second-factor-setup';
import { confirmSecondFactor } from '@/lib/domain/second-factor/confirm';
import { choosePassword } from '@/lib/domain/staff/choose-password';

const BEFORE_READY = { beforeReady: true };

export const choosePasswordAction = staffAction(choosePassword, BEFORE_READY);
export const beginStaffSecondFactorAction = staffAction(beginWithQrCode, BEFORE_READY);
export const confirmStaffSecondFactorAction = staffAction(confirmSecondFactor, BEFORE_READY);
