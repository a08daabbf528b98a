// The one storage account: tables, queues, and the container that code is deployed from. No keys: identities only.
param name string
param location string
param tags object
param sku string

@description('Principal that reads and writes the data.')
param dataPrincipalId string

// As in functions/Outreach.Storage/TableNames.cs; tests/Outreach.Infra.Tests compares.
var tables = [
  'Subscribers'
  'Agreements'
  'Accounts'
  'Messages'
  'Broadcasts'
  'Batches'
  'Programmes'
  'People'
  'Due'
  'ProviderIds'
  'Tasks'
  'Audit'
  'Poison'
  'Ledger'
  'Letters'
  'Pulses'
  'Transactions'
  'Unassigned'
  'Approvals'
  'Requests'
  'Inbox'
  'Sessions'
  'Consents'
  'Imports'
  'Persons'
  'Sweeps'
  'Limits'
  'DataCodes'
  'Paces'
  'TipDays'
  'Learners'
  'Courses'
  'Intakes'
  'Certificates'
  'FigureParts'
  'Figures'
  'Standings'
  'Groups'
  'Budgets'
  'Staff'
  'Organisations'
  'Endings'
  'Disputes'
  'Sheets'
  'EventTargets'
  'EventDeliveries'
]
var queues = ['inbound-sms', 'delivery-reports', 'work', 'bulk']
var poisonQueues = [for queue in queues: '${queue}-poison']

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/storage
var roles = {
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    // Flex Consumption without a virtual network reaches storage by its public address; who may do what is the roles' matter.
    publicNetworkAccess: 'Enabled'
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      containerDeleteRetentionPolicy: { enabled: true, days: 7 }
      deleteRetentionPolicy: { enabled: true, days: 7 }
    }

    resource deployments 'containers' = {
      name: 'deployments'
      properties: { publicAccess: 'None' }
    }
  }

  resource tableService 'tableServices' = {
    name: 'default'

    resource table 'tables' = [
      for item in tables: {
        name: item
      }
    ]
  }

  resource queueService 'queueServices' = {
    name: 'default'

    resource queue 'queues' = [
      for item in concat(queues, poisonQueues): {
        name: item
      }
    ]
  }
}

// Blob data owner rather than contributor: the Functions host keeps leases and its own keys there.
resource grants 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in items(roles): {
    name: guid(account.id, dataPrincipalId, role.value)
    scope: account
    properties: {
      principalId: dataPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role.value)
    }
  }
]

output name string = account.name
output deploymentContainerUri string = '${account.properties.primaryEndpoints.blob}deployments'
