// One environment of Outreach in one resource group. No secret passes through here: Key Vault holds them, and the app reads them itself.
targetScope = 'resourceGroup'

import { twilioSettings, africasTalkingSettings, apiGrant, sendingLimits, consoleSettings } from 'modules/types.bicep'

@description('Which environment this is; part of every name.')
@allowed(['dev', 'staging', 'prod'])
param environmentName string

@description('Azure region. South Africa North is nearest to the countries served in Africa; check that Flex Consumption is offered there.')
param location string = resourceGroup().location

@description('Gateways that are set up. SMS go out by the first.')
@minLength(1)
param gateways ('twilio' | 'africastalking' | 'kannel')[]

@description('What people dial, as it stands in messages.')
param ussdCode string

@description('Staff and API keys with owner, rights and end. Each needs a secret api-key-NAME in the vault, or phones and keyless. One person each, never a team.')
param apiGrants apiGrant[] = []

@description('Price of one SMS segment in minor units, by ISO 3166 region.')
param minorPerSegment object

@description('SMS a second that the gateway takes, for estimates.')
@minValue(1)
param smsPerSecond int = 10

@description('What goes out at most to a phone, to a range of numbers, and to which countries.')
param limits sendingLimits = {
  countries: []
  answersPerPhoneAnHour: 20
  smsPerPhoneADay: 40
  smsPerPrefixAnHour: 100
  unaskedAnHour: 200000
  segmentsPerOwnerADay: 200000
  signInCodesAnHour: 100
}

@description('How staff sign in to the console with accounts of their organisation. The secret is console-client-secret.')
param console consoleSettings = { publicBase: '', authority: '', clientId: '', providerName: '' }

@description('Twilio, where it is among the gateways. The auth token is the secret twilio-auth-token.')
param twilio twilioSettings = {
  accountSid: ''
  from: ''
  messagingServiceSid: ''
  publicBase: ''
  perSecond: 20
}

@description('Africa\'s Talking, where it is among the gateways. Its keys are the secrets africastalking-api-key and africastalking-path-key-0, and -1 while one path key replaces the other.')
param africasTalking africasTalkingSettings = {
  username: ''
  senderId: ''
  sandbox: false
  perSecond: 20
  secondPathKey: false
}

@description('Further settings by their full names: routes, sender pools, prices by gateway, Kannel and USSD gateways. Nothing secret.')
param moreSettings object = {}

@description('Further settings that come from the vault: the setting\'s full name, and the secret\'s.')
param vaultSettings object = {}

@description('Redundancy of the storage account, which holds every agreement.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS'])
param storageSku string

@description('Instances that are always warm for HTTP, so that a person who dials does not wait for a cold start.')
@minValue(0)
param alwaysReadyHttp int = 1

@description('The most instances that run at once.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 100

@description('Share of traces that are kept, 0 to 1, as text because Bicep has no fractions. Metrics and warnings are always kept.')
param traceRatio string = '1'

@description('Days that logs are kept.')
@minValue(30)
param logRetentionDays int = 30

@description('Gigabytes of logs a day after which no more are taken in; -1 for no limit.')
param logDailyQuotaGb int = 1

@description('Who is told when something is wrong.')
param alertEmails string[]

@description('Azure costs a month at which a warning goes out, in the billing currency.')
param monthlyBudget int

@description('First day of the month of the first deployment, as 2026-01-01, and never changed. Azure refuses an earlier month for a new budget.')
param budgetStart string

@description('What SMS may cost a day before a warning goes out, in minor units of each currency.')
param dailySpendMinor int

@description('Protects the vault from being purged. It cannot be taken back, so it is off for environments that come and go.')
param purgeProtection bool = environmentName == 'prod'

var suffix = take(uniqueString(subscription().id, resourceGroup().id, environmentName), 8)
var name = 'outreach-${environmentName}-${suffix}'
var tags = { application: 'outreach', environment: environmentName }

module identity 'modules/identity.bicep' = {
  params: { name: name, location: location, tags: tags }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: 'outreach${environmentName}${suffix}'
    location: location
    tags: tags
    sku: storageSku
    dataPrincipalId: identity.outputs.principalId
  }
}

module vault 'modules/vault.bicep' = {
  params: {
    name: 'or-${environmentName}-${suffix}'
    location: location
    tags: tags
    readerPrincipalId: identity.outputs.principalId
    purgeProtection: purgeProtection
  }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyQuotaGb: logDailyQuotaGb
    publisherPrincipalId: identity.outputs.principalId
  }
}

module app 'modules/app.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageAccountName: storage.outputs.name
    deploymentContainerUri: storage.outputs.deploymentContainerUri
    vaultUri: vault.outputs.uri
    telemetryConnectionString: monitoring.outputs.connectionString
    workspaceId: monitoring.outputs.workspaceId
    gateways: gateways
    ussdCode: ussdCode
    apiGrants: apiGrants
    minorPerSegment: minorPerSegment
    smsPerSecond: smsPerSecond
    limits: limits
    twilio: twilio
    africasTalking: africasTalking
    console: console
    moreSettings: moreSettings
    vaultSettings: vaultSettings
    alwaysReadyHttp: alwaysReadyHttp
    maximumInstances: maximumInstances
    traceRatio: traceRatio
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
    emails: alertEmails
    workspaceId: monitoring.outputs.workspaceId
    siteId: app.outputs.siteId
    dailySpendMinor: dailySpendMinor
  }
}

module workbook 'modules/workbook.bicep' = {
  params: { name: name, location: location, tags: tags, workspaceName: name }
  dependsOn: [monitoring]
}

module budget 'modules/budget.bicep' = {
  params: {
    name: name
    amount: monthlyBudget
    start: budgetStart
    actionGroupId: alerts.outputs.actionGroupId
    emails: alertEmails
  }
}

@description('Name of the function app, for the deployment of code.')
output appName string = app.outputs.siteName

@description('Where the app answers.')
output address string = app.outputs.address

@description('Name of the vault that the secrets go into.')
output vaultName string = vault.outputs.name

@description('Name of the storage account.')
output storageAccountName string = storage.outputs.name

@description('What is entered at the providers. {key} stands for the path key.')
output callbacks object = app.outputs.callbacks
