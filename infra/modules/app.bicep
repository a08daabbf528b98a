// The Flex Consumption app and its settings.
import { twilioSettings, africasTalkingSettings, apiGrant, sendingLimits, consoleSettings } from 'types.bicep'

param name string
param location string
param tags object
param identityId string
param identityClientId string
param storageAccountName string
param deploymentContainerUri string
param vaultUri string
param telemetryConnectionString string
param workspaceId string
param gateways string[]
param ussdCode string
param apiGrants apiGrant[]
param minorPerSegment object
param smsPerSecond int
param limits sendingLimits
param twilio twilioSettings
param africasTalking africasTalkingSettings
param console consoleSettings
param moreSettings object
param vaultSettings object
param alwaysReadyHttp int
param maximumInstances int
param traceRatio string

// Without a version, so that a rotated secret is taken up by itself: within a day, or at the next restart.
var reference = '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/'

var hostSettings = {
  AzureWebJobsStorage__accountName: storageAccountName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  // For the Azure SDK's default credential: this identity, and no other way of signing in.
  AZURE_CLIENT_ID: identityClientId
  AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential'
  // Azure's own page at / would tell whoever asks what runs here.
  AzureWebJobsDisableHomepage: 'true'
}

var outreachSettings = {
  Storage__AccountName: storageAccountName
  Outreach__Gateway: gateways[0]
  Outreach__UssdCode: ussdCode
  Outreach__SmsPerSecond: string(smsPerSecond)
  Outreach__Countries: join(limits.countries, ',')
  Outreach__AnswersPerPhoneAnHour: string(limits.answersPerPhoneAnHour)
  Outreach__SmsPerPhoneADay: string(limits.smsPerPhoneADay)
  Outreach__SmsPerPrefixAnHour: string(limits.smsPerPrefixAnHour)
  Outreach__UnaskedAnHour: string(limits.unaskedAnHour)
  Outreach__SegmentsPerOwnerADay: string(limits.segmentsPerOwnerADay)
  Outreach__SignInCodesAnHour: string(limits.signInCodesAnHour)
  Console__PublicBase: empty(console.publicBase) ? base : console.publicBase
  Outreach__PinPepper: '${reference}pin-pepper/)'
  // Not APPLICATIONINSIGHTS_CONNECTION_STRING: the host would then record addresses by itself, and those hold the path key.
  Telemetry__ConnectionString: telemetryConnectionString
  Telemetry__TraceRatio: traceRatio
}

var providerOn = !empty(console.authority)
var providerSettings = {
  Console__Authority: console.authority
  Console__ClientId: console.clientId
  Console__ClientSecret: '${reference}console-client-secret/)'
  Console__ProviderName: console.providerName
}

var twilioOn = contains(gateways, 'twilio')
var twilioAppSettings = {
  Twilio__AccountSid: twilio.accountSid
  Twilio__AuthToken: '${reference}twilio-auth-token/)'
  Twilio__From: twilio.from
  Twilio__MessagingServiceSid: twilio.messagingServiceSid
  Twilio__PublicBase: empty(twilio.publicBase) ? base : twilio.publicBase
  Twilio__Pace__PerSecond: string(twilio.perSecond)
}

var africasTalkingOn = contains(gateways, 'africastalking')
var africasTalkingAppSettings = {
  AfricasTalking__Username: africasTalking.username
  AfricasTalking__ApiKey: '${reference}africastalking-api-key/)'
  AfricasTalking__SenderId: africasTalking.senderId
  AfricasTalking__Sandbox: string(africasTalking.sandbox)
  AfricasTalking__PathKeys__0: '${reference}africastalking-path-key-0/)'
  AfricasTalking__Pace__PerSecond: string(africasTalking.perSecond)
}
var secondPathKeySettings = {
  AfricasTalking__PathKeys__1: '${reference}africastalking-path-key-1/)'
}

var apiKeySettings = toObject(
  filter(apiGrants, grant => !(grant.?keyless ?? false)),
  grant => 'Outreach__ApiKeys__${grant.name}',
  grant => '${reference}api-key-${grant.name}/)'
)
var apiOwnerSettings = toObject(
  apiGrants,
  grant => 'Outreach__ApiGrants__${grant.name}__Owner',
  grant => grant.owner
)
var apiEndSettings = toObject(
  apiGrants,
  grant => 'Outreach__ApiGrants__${grant.name}__Until',
  grant => grant.until
)
var apiProviderSettings = toObject(
  apiGrants,
  grant => 'Outreach__ApiGrants__${grant.name}__Providers',
  grant => join(grant.?providers ?? [], ',')
)
var apiPhoneSettings = toObject(
  apiGrants,
  grant => 'Outreach__ApiGrants__${grant.name}__Phones',
  grant => join(grant.?phones ?? [], ',')
)
var apiRoleSettings = toObject(
  apiGrants,
  grant => 'Outreach__ApiGrants__${grant.name}__Roles',
  grant => join(grant.roles, ',')
)
var apiProgrammeSettings = toObject(
  apiGrants,
  grant => 'Outreach__ApiGrants__${grant.name}__Programmes',
  grant => join(grant.programmes, ',')
)
var priceSettings = toObject(
  items(minorPerSegment),
  price => 'Outreach__MinorPerSegment__${price.key}',
  price => string(price.value)
)

var secretSettings = toObject(
  items(vaultSettings),
  secret => secret.key,
  secret => '${reference}${secret.value}/)'
)

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstances
        alwaysReady: alwaysReadyHttp == 0 ? [] : [{ name: 'http', instanceCount: alwaysReadyHttp }]
        // 16 PINs at once take about two seconds of one core; a seventeenth would come too near to three.
        triggers: { http: { perInstanceConcurrency: 16 } }
      }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(
      hostSettings,
      outreachSettings,
      priceSettings,
      apiKeySettings,
      apiOwnerSettings,
      apiRoleSettings,
      apiProgrammeSettings,
      apiEndSettings,
      apiProviderSettings,
      apiPhoneSettings,
      providerOn ? providerSettings : {},
      moreSettings,
      secretSettings,
      twilioOn ? twilioAppSettings : {},
      africasTalkingOn ? africasTalkingAppSettings : {},
      africasTalkingOn && africasTalking.secondPathKey ? secondPathKeySettings : {}
    )
  }

  // Code is deployed by an identity, never by a publishing password.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

// The host's own log: functions that cannot be indexed, listeners that cannot start. host.json keeps request addresses out of it.
resource hostLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'host-log'
  scope: site
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output siteId string = site.id
output siteName string = site.name
output address string = base

// As in functions/Outreach.Gateways/GatewayRoutes.cs; tests/Outreach.Infra.Tests compares.
var twilioCallbacks = {
  'A message comes in': '${base}/api/twilio/sms'
  'Delivery status, set on each message': '${base}/api/twilio/status'
}
var africasTalkingCallbacks = {
  'Incoming messages': '${base}/api/africastalking/{key}/sms'
  'USSD callback': '${base}/api/africastalking/{key}/ussd'
  'Delivery reports': '${base}/api/africastalking/{key}/delivery'
  'USSD end of session': '${base}/api/africastalking/{key}/ussd-events'
  'Bulk SMS opt-out': '${base}/api/africastalking/{key}/opt-out'
}
var kannelCallbacks = {
  'get-url of the sms-service group': '${base}/api/kannel/{key}/sms'
  'Delivery reports, set on each message': '${base}/api/kannel/{key}/delivery'
}
var mpesaCallbacks = {
  'ValidationURL of C2B': '${base}/api/daraja/{key}/c2b/validation'
  'ConfirmationURL of C2B': '${base}/api/daraja/{key}/c2b/confirmation'
  'ResultURL of B2C': '${base}/api/daraja/{key}/b2c/{shortCode}/result'
  'ResultURL of Reversal': '${base}/api/daraja/{key}/reversal/{shortCode}/result'
  'ResultURL of Transaction Status, set on each question': '${base}/api/daraja/{key}/status/{question}/result'
  'QueueTimeOutURL of each': '${base}/api/daraja/{key}/timeout'
}
var ussdCallbacks = {
  Hubtel: '${base}/api/hubtel/{key}/ussd'
  'Infobip, start': '${base}/api/infobip/{key}/ussd/{session}/start'
  'Infobip, response': '${base}/api/infobip/{key}/ussd/{session}/response'
  'Infobip, end': '${base}/api/infobip/{key}/ussd/{session}/end'
  Nalo: '${base}/api/nalo/{key}/ussd'
  Comviva: '${base}/api/comviva/{key}/ussd'
  'Our own JSON': '${base}/api/ussd/{key}'
}
var base = 'https://${site.properties.defaultHostName}'

output callbacks object = {
  twilio: twilioOn ? twilioCallbacks : {}
  africastalking: africasTalkingOn ? africasTalkingCallbacks : {}
  kannel: contains(gateways, 'kannel') ? kannelCallbacks : {}
  mpesa: mpesaCallbacks
  ussd: ussdCallbacks
}
