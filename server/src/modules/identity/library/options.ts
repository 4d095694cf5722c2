import { canonicalUserName } from '@shanju/contract/identity/user-name.ts'
import { PASSWORD_LEAST, PASSWORD_MOST } from '@shanju/contract/identity/vocab.ts'
import { formatPublicId } from '@shanju/contract/kit/ids.ts'
import type { BetterAuthOptions } from 'better-auth'
import { twoFactor, username } from 'better-auth/plugins'
import { newPublicId, uuidv7 } from '#platform/kit/ids.ts'

const HOUR = 3600

/** A sign-in lasts a working day. {@link IDLE_MS} without a request ends it earlier (GB/T 22239-2019 8.1.4.1 b). */
const SESSION_SECONDS = 12 * HOUR
export const IDLE_MS = 2 * HOUR * 1000

/** Minutes to find the phone, between password and second factor. */
const CHALLENGE_SECONDS = 600

const newRecoveryCode = (): string => formatPublicId(newPublicId())

/**
 * How we use the sign-in library, apart from where it keeps things. Its tables bear our names; its own limits, origin
 * checks and address records are off, because the platform has them for every route alike.
 */
export function libraryOptions(secret: string, secure: boolean) {
  return {
    appName: '善聚 Shanju',
    baseURL: 'http://shanju.invalid',
    secret,
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LEAST,
      maxPasswordLength: PASSWORD_MOST,
      revokeSessionsOnPasswordReset: true,
    },
    advanced: {
      cookiePrefix: 'shanju',
      useSecureCookies: secure,
      disableOriginCheck: true,
      disableCSRFCheck: true,
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => uuidv7(new Date()), validateSchema: false },
    },
    user: {
      modelName: 'people',
      fields: {
        name: 'library_name',
        email: 'library_email',
        emailVerified: 'library_email_verified',
        image: 'library_image',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    session: {
      modelName: 'sessions',
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      freshAge: 0,
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        ipAddress: 'address',
        userAgent: 'device',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      modelName: 'credentials',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'person_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'challenges',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    plugins: [
      username({
        displayUsername: false,
        // Which names may be given is ours to say, at creation; at sign-in any text is simply no known name.
        minUsernameLength: 1,
        maxUsernameLength: 200,
        usernameValidator: () => true,
        usernameNormalization: canonicalUserName,
        schema: { user: { fields: { username: 'user_name' } } },
      }),
      twoFactor({
        issuer: '善聚 Shanju',
        twoFactorCookieMaxAge: CHALLENGE_SECONDS,
        // 60 random bits in letters that survive paper and reading aloud.
        backupCodeOptions: { customBackupCodesGenerate: () => Array.from({ length: 10 }, newRecoveryCode) },
        schema: {
          user: { fields: { twoFactorEnabled: 'second_factor' } },
          twoFactor: {
            modelName: 'second_factors',
            fields: {
              userId: 'person_id',
              backupCodes: 'recovery_codes',
              failedVerificationCount: 'failures',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
  } satisfies BetterAuthOptions
}
