// Settings of the gateways, as parameters carry them.

@export()
@description('Section Twilio of the settings, without its secret.')
type twilioSettings = {
  @description('AC and 32 hex digits.')
  accountSid: string

  @description('The number that messages come from, in E.164; empty with a messaging service.')
  from: string

  @description('MG and 32 hex digits, or empty.')
  messagingServiceSid: string

  @description('The https address that Twilio calls, when it is not the app\'s own: a custom domain, or a front door. Empty for the app\'s own.')
  publicBase: string

  @description('Messages a second that the account allows, over all processes.')
  perSecond: int
}

@export()
@description('Section AfricasTalking of the settings, without its secrets.')
type africasTalkingSettings = {
  username: string

  @description('Short code or alphanumeric name, or empty for the sandbox.')
  senderId: string

  sandbox: bool

  @description('Messages a second that the account allows, over all processes.')
  perSecond: int

  @description('Reads the secret africastalking-path-key-1 too, while one path key replaces the other.')
  secondPathKey: bool
}

@export()
@description('What goes out at most, so that nobody can spend the credit by writing to the system or in its name.')
type sendingLimits = {
  @description('ISO 3166 regions that are served; none for all that the system knows.')
  countries: string[]

  @description('SMS of one phone that are answered in an hour.')
  answersPerPhoneAnHour: int

  @description('SMS that one phone gets in a day, receipts and tips not counted.')
  smsPerPhoneADay: int

  @description('SMS that go in an hour to unregistered numbers with the same first eight digits.')
  smsPerPrefixAnHour: int

  @description('SMS segments that one owner of API keys starts by broadcasts in a day.')
  unaskedAnHour: int
  segmentsPerOwnerADay: int

  @description('Sign-in codes that go out by SMS in an hour, to all staff.')
  signInCodesAnHour: int
}

@export()
@description('Section Console of the settings, without its secret, which is console-client-secret of the vault.')
type consoleSettings = {
  @description('The https address under which browsers reach the console; empty for the app\'s own.')
  publicBase: string

  @description('The OpenID Connect provider, such as https://login.microsoftonline.com/TENANT/v2.0; empty for none.')
  authority: string

  @description('The application\'s id at the provider.')
  clientId: string

  @description('The provider\'s name on the sign-in page.')
  providerName: string
}

@export()
@description('A member of staff, or what an API key is for: Outreach__ApiGrants of the settings.')
type apiGrant = {
  @description('The key is the secret api-key-NAME of the vault.')
  name: string

  @description('Two at most, such as +254711000001. A code sent to one signs the owner in to the console.')
  phones: string[]?

  @description('True for somebody with a phone who has no key.')
  keyless: bool?

  @description('The person behind the key. Two keys of one owner count as one person.')
  owner: string

  @minLength(1)
  roles: ('verify' | 'read' | 'coordinate' | 'partner' | 'admin')[]

  @description('Ids of programmes, or all.')
  @minLength(1)
  programmes: string[]

  @description('The last day of the key: 2027-03-31.')
  until: string

  @description('Payment providers that a partner key may report for.')
  providers: string[]?
}
