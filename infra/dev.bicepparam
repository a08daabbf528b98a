// For trying out: Africa's Talking's sandbox, which reaches no phone. Nothing always warm, everything traced.
using 'main.bicep'

param environmentName = 'dev'
param gateways = ['africastalking']
param ussdCode = '*384*7071#'
param apiGrants = [
  { name: 'developer', owner: 'Developer One', roles: ['coordinate', 'admin'], programmes: ['all'], until: '2027-03-31' }
]
param minorPerSegment = { KE: 80 }
param africasTalking = {
  username: 'sandbox'
  senderId: ''
  sandbox: true
  perSecond: 5
  secondPathKey: false
}
param storageSku = 'Standard_LRS'
param alwaysReadyHttp = 0
param maximumInstances = 40
param alertEmails = ['operations@example.org']
param monthlyBudget = 25
param budgetStart = '2026-01-01'
param dailySpendMinor = 10000
