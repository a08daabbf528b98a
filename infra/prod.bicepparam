// Replace what names example.org, the account's SIDs and the prices. Prices: what the gateway charges a segment, in minor units.
using 'main.bicep'

param environmentName = 'prod'
param gateways = ['africastalking', 'twilio']
param ussdCode = '*384*7071#'
// Replace the owners: what takes two takes two of them, each with a key of their own.
param apiGrants = [
  { name: 'coordinator', owner: 'Coordinator One', roles: ['coordinate'], programmes: ['all'], until: '2027-03-31' }
  { name: 'second', owner: 'Coordinator Two', roles: ['coordinate'], programmes: ['all'], until: '2027-03-31' }
  { name: 'administrator', owner: 'Administrator One', roles: ['admin'], programmes: ['all'], until: '2027-03-31' }
  { name: 'bank', owner: 'Bank Officer', roles: ['verify'], programmes: ['all'], until: '2027-03-31' }
  {
    name: 'mpesa'
    owner: 'Payments Officer'
    roles: ['partner']
    programmes: ['kenya-maize']
    until: '2027-03-31'
    providers: ['mpesa']
  }
]
// Replace the tenant and the application; docs/launch.md says how to make it.
param console = {
  publicBase: ''
  authority: 'https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0'
  clientId: '00000000-0000-0000-0000-000000000000'
  providerName: 'Microsoft'
}
param minorPerSegment = { KE: 80, TZ: 2500, UG: 35, ZM: 45, ZA: 30, BD: 35, SN: 25, CI: 25 }
param smsPerSecond = 20
param africasTalking = {
  username: 'outreach'
  senderId: 'OUTREACH'
  sandbox: false
  perSecond: 20
  secondPathKey: false
}
param twilio = {
  accountSid: 'AC00000000000000000000000000000000'
  from: ''
  messagingServiceSid: 'MG00000000000000000000000000000000'
  publicBase: ''
  perSecond: 20
}
// Kenya by Africa's Talking, and by Twilio when that is down; each at its own price.
param moreSettings = {
  Outreach__Routes__0__Country: 'KE'
  Outreach__Routes__0__Gateways__0: 'africastalking'
  Outreach__Routes__0__Gateways__1: 'twilio'
  Outreach__MinorPerSegmentVia__twilio__KE: '410'
}
param storageSku = 'Standard_ZRS'
param alwaysReadyHttp = 1
param maximumInstances = 100
param traceRatio = '0.1'
param logRetentionDays = 90
param logDailyQuotaGb = 2
param alertEmails = ['operations@example.org']
param monthlyBudget = 200
param budgetStart = '2026-01-01'
param dailySpendMinor = 500000
