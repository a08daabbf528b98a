// What wakes a person. Names of metrics are those of functions/Outreach.App/Telemetry; tests/Outreach.Infra.Tests compares.
param name string
param location string
param tags object
param emails string[]
param workspaceId string
param siteId string
param dailySpendMinor int

@description('Severity: 0 critical, 1 error, 2 warning.')
type rule = {
  name: string
  title: string
  @description('The page of docs/operations.md to open.')
  page: string
  severity: 0 | 1 | 2
  query: string
  @description('ISO 8601, how far back is looked.')
  window: string
  @description('ISO 8601, how often is looked.')
  every: string
  operator: 'GreaterThan' | 'LessThan'
  threshold: int
}

var rules rule[] = [
  {
    name: 'poison'
    title: 'Messages could not be handled'
    page: 'poison-growing'
    severity: 1
    query: 'AppMetrics | where Name == "outreach.poison" | summarize Value = sum(Sum)'
    window: 'PT5M'
    every: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'api-refusals'
    title: 'The API refuses many requests'
    page: 'a-leaked-key'
    severity: 2
    query: 'AppMetrics | where Name == "outreach.api.refusals" | summarize Value = sum(Sum)'
    window: 'PT5M'
    every: 'PT5M'
    operator: 'GreaterThan'
    threshold: 100
  }
  {
    name: 'sign-in-wrong'
    title: 'Many sign-ins to the console fail'
    page: 'a-leaked-key'
    severity: 2
    query: 'AppMetrics | where Name == "outreach.signins" and tostring(Properties["outcome"]) in ("wrong", "full", "failed") | summarize Value = sum(Sum)'
    window: 'PT1H'
    every: 'PT15M'
    operator: 'GreaterThan'
    threshold: 20
  }
  {
    name: 'unasked-waits'
    title: 'More unasked messages than an hour may have'
    page: 'a-wrong-broadcast'
    severity: 2
    query: 'AppMetrics | where Name == "outreach.unasked.waits" | summarize Value = sum(Sum)'
    window: 'PT15M'
    every: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'breaker-open'
    title: 'A gateway is not being asked any more'
    page: 'gateway-down'
    severity: 1
    query: 'AppMetrics | where Name == "resilience.polly.strategy.events" and tostring(Properties["event.name"]) == "OnCircuitOpened" | summarize Value = sum(Sum)'
    window: 'PT5M'
    every: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'queue-age'
    title: 'A message has been waiting for more than five minutes'
    page: 'poison-growing'
    severity: 1
    query: 'AppMetrics | where Name == "outreach.queue.age" | summarize Value = max(Max)'
    window: 'PT10M'
    every: 'PT5M'
    operator: 'GreaterThan'
    threshold: 300
  }
  {
    name: 'queue-length'
    title: 'More than ten thousand messages are waiting'
    page: 'poison-growing'
    severity: 2
    query: 'AppMetrics | where Name == "outreach.queue.length" | summarize Value = max(Max)'
    window: 'PT15M'
    every: 'PT5M'
    operator: 'GreaterThan'
    threshold: 10000
  }
  {
    name: 'ussd-slow'
    title: 'USSD was answered slower than in three seconds'
    page: 'ussd-slow'
    severity: 2
    query: 'AppMetrics | where Name == "outreach.ussd.duration" | where Max > 3 | summarize Value = count()'
    window: 'PT15M'
    every: 'PT5M'
    operator: 'GreaterThan'
    threshold: 1
  }
  {
    name: 'ussd-failed'
    title: 'USSD was answered with an apology'
    page: 'storage-down'
    severity: 1
    query: 'AppMetrics | where Name == "outreach.ussd.duration" and tostring(Properties["outcome"]) == "failed" | summarize Value = sum(ItemCount)'
    window: 'PT5M'
    every: 'PT5M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'silence'
    title: 'The app has said nothing for a quarter of an hour'
    page: 'storage-down'
    severity: 0
    query: 'AppMetrics | where Name == "outreach.queue.length" | summarize Value = count()'
    window: 'PT15M'
    every: 'PT5M'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'daily-spend'
    title: 'SMS cost more today than was expected'
    page: 'a-wrong-broadcast'
    severity: 1
    query: 'AppMetrics | where Name == "outreach.sms.cost" | summarize Spent = sum(Sum) by Currency = tostring(Properties["currency"]) | summarize Value = max(Spent)'
    window: 'P1D'
    every: 'PT15M'
    operator: 'GreaterThan'
    threshold: dailySpendMinor
  }
]

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'outreach'
    enabled: true
    emailReceivers: [
      for (email, n) in emails: {
        name: 'email-${n}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-03-15-preview' = [
  for item in rules: {
    name: '${name}-${item.name}'
    location: location
    tags: tags
    properties: {
      displayName: item.title
      description: 'docs/operations.md#${item.page}'
      enabled: true
      severity: item.severity
      scopes: [workspaceId]
      evaluationFrequency: item.every
      windowSize: item.window
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: item.query
            timeAggregation: 'Maximum'
            metricMeasureColumn: 'Value'
            operator: item.operator
            threshold: item.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [group.id] }
    }
  }
]

resource serverErrors 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-http-5xx'
  location: 'global'
  tags: tags
  properties: {
    description: 'Requests end in 5xx. docs/operations.md#storage-down'
    severity: 1
    enabled: true
    scopes: [siteId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'http-5xx'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'Http5xx'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 5
        }
      ]
    }
    actions: [{ actionGroupId: group.id }]
  }
}

output actionGroupId string = group.id
