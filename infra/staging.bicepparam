// As prod, on a gateway that reaches no phone: the last look at a version, on data that an earlier version stored.
using 'main.bicep'

param environmentName = 'staging'
param gateways = ['africastalking']
param ussdCode = '*384*7072#'
param apiGrants = [
  { name: 'coordinator', owner: 'Coordinator One', roles: ['coordinate'], programmes: ['all'], until: '2027-03-31' }
  { name: 'second', owner: 'Coordinator Two', roles: ['coordinate'], programmes: ['all'], until: '2027-03-31' }
  { name: 'administrator', owner: 'Administrator One', roles: ['admin'], programmes: ['all'], until: '2027-03-31' }
]
param minorPerSegment = { KE: 80, TZ: 2500, UG: 35, ZM: 45, ZA: 30, BD: 35, SN: 25, CI: 25 }
param smsPerSecond = 20
param africasTalking = {
  username: 'sandbox'
  senderId: ''
  sandbox: true
  perSecond: 20
  secondPathKey: false
}
param storageSku = 'Standard_ZRS'
param alwaysReadyHttp = 0
param maximumInstances = 40
param traceRatio = '1'
param alertEmails = ['operations@example.org']
param monthlyBudget = 50
param budgetStart = '2026-01-01'
param dailySpendMinor = 50000
