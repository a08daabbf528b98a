// One page of charts for who runs it. Every instrument of functions/Outreach.App/Telemetry is on it; tests/Outreach.Infra.Tests compares.
param name string
param location string
param tags object

@description('Name of the workspace that the charts read.')
param workspaceName string

type chart = {
  title: string
  query: string
  @description('How it is drawn.')
  shape: 'timechart' | 'barchart' | 'table'
  @description('Share of the page\'s width, in per cent.')
  width: 50 | 100
}

var charts chart[] = [
  {
    title: 'USSD: the slowest screen and the mean, in seconds, and screens that were apologies'
    query: 'AppMetrics | where Name == "outreach.ussd.duration" | summarize Slowest = max(Max), Mean = sum(Sum) / sum(ItemCount), Apologies = sumif(ItemCount, tostring(Properties["outcome"]) == "failed") by bin(TimeGenerated, 5m)'
    shape: 'timechart'
    width: 100
  }
  {
    title: 'USSD sessions by how they ended'
    query: 'AppMetrics | where Name == "outreach.ussd.sessions" | summarize Sessions = sum(Sum) by End = tostring(Properties["end"]), bin(TimeGenerated, 1h)'
    shape: 'timechart'
    width: 50
  }
  {
    title: 'Screens on which sessions were lost'
    query: 'AppMetrics | where Name == "outreach.ussd.sessions" and tostring(Properties["end"]) != "finished" | summarize Sessions = sum(Sum) by Screen = tostring(Properties["screen"]) | top 15 by Sessions'
    shape: 'table'
    width: 50
  }
  {
    title: 'Length of a USSD session in seconds'
    query: 'AppMetrics | where Name == "outreach.ussd.session.duration" | summarize Mean = sum(Sum) / sum(ItemCount), Longest = max(Max) by bin(TimeGenerated, 1h)'
    shape: 'timechart'
    width: 50
  }
  {
    title: 'Screens of a USSD session'
    query: 'AppMetrics | where Name == "outreach.ussd.session.steps" | summarize Mean = sum(Sum) / sum(ItemCount), Most = max(Max) by bin(TimeGenerated, 1h)'
    shape: 'timechart'
    width: 50
  }
  {
    title: 'Ends of sessions that gateways reported'
    query: 'AppMetrics | where Name == "outreach.ussd.ends" | summarize Ends = sum(Sum) by Gateway = tostring(Properties["gateway"]), Status = tostring(Properties["status"])'
    shape: 'table'
    width: 50
  }
  {
    title: 'What the API refused'
    query: 'AppMetrics | where Name == "outreach.api.refusals" | summarize Refusals = sum(Sum) by Status = tostring(Properties["status"]), bin(TimeGenerated, 1h)'
    shape: 'timechart'
    width: 50
  }
  {
    title: 'Signing in to the console'
    query: 'AppMetrics | where Name == "outreach.signins" | summarize Steps = sum(Sum) by How = tostring(Properties["how"]), Outcome = tostring(Properties["outcome"])'
    shape: 'table'
    width: 50
  }
  {
    title: 'Messages by the state they came into'
    query: 'AppMetrics | where Name == "outreach.messages" | summarize Messages = sum(Sum) by State = tostring(Properties["state"]), bin(TimeGenerated, 1h)'
    shape: 'timechart'
    width: 50
  }
  {
    title: 'Sends by gateway, outcome and failure'
    query: 'AppMetrics | where Name == "outreach.sends" | summarize Sends = sum(Sum) by Gateway = tostring(Properties["gateway"]), Outcome = tostring(Properties["outcome"]), Failure = tostring(Properties["failure"])'
    shape: 'table'
    width: 50
  }
  {
    title: 'Cost of SMS a day, in minor units of each currency'
    query: 'AppMetrics | where Name == "outreach.sms.cost" | summarize Cost = sum(Sum) by Currency = tostring(Properties["currency"]), bin(TimeGenerated, 1d)'
    shape: 'barchart'
    width: 50
  }
  {
    title: 'Messages on each queue'
    query: 'AppMetrics | where Name == "outreach.queue.length" | summarize Messages = max(Max) by Queue = tostring(Properties["queue"]), bin(TimeGenerated, 5m)'
    shape: 'timechart'
    width: 50
  }
  {
    title: 'Age of each queue\'s next message, in seconds'
    query: 'AppMetrics | where Name == "outreach.queue.age" | summarize Age = max(Max) by Queue = tostring(Properties["queue"]), bin(TimeGenerated, 5m)'
    shape: 'timechart'
    width: 50
  }
  {
    title: 'Queue messages that failed and come again, by reason. NewerFormatException: a newer version stored it, see docs/upgrading.md'
    query: 'AppMetrics | where Name == "outreach.queue.failures" | summarize Failures = sum(Sum) by Queue = tostring(Properties["queue"]), Reason = tostring(Properties["failure"])'
    shape: 'table'
    width: 50
  }
  {
    title: 'Queue messages set aside'
    query: 'AppMetrics | where Name == "outreach.poison" | summarize Messages = sum(Sum) by Queue = tostring(Properties["queue"]), bin(TimeGenerated, 1h)'
    shape: 'timechart'
    width: 50
  }
  {
    title: 'Requests that the API refused'
    query: 'AppMetrics | where Name == "outreach.api.refusals" | summarize Requests = sum(Sum) by Status = tostring(Properties["status"]), bin(TimeGenerated, 1h)'
    shape: 'timechart'
    width: 50
  }
  {
    title: 'Unasked messages that wait for the next hour'
    query: 'AppMetrics | where Name == "outreach.unasked.waits" | summarize Waits = sum(Sum) by bin(TimeGenerated, 1h)'
    shape: 'timechart'
    width: 50
  }
  {
    title: 'Gateways: retries, time-outs and circuits'
    query: 'AppMetrics | where Name == "resilience.polly.strategy.events" | summarize Events = sum(Sum) by Event = tostring(Properties["event.name"]), bin(TimeGenerated, 5m)'
    shape: 'timechart'
    width: 50
  }
  {
    title: 'Errors and warnings of the App'
    query: 'AppTraces | where SeverityLevel >= 2 | summarize Times = count() by Message, SeverityLevel | top 20 by Times'
    shape: 'table'
    width: 100
  }
  {
    title: 'Errors of the Functions host: look here when the app does not start'
    query: 'FunctionAppLogs | where Level == "Error" | project TimeGenerated, Message | top 20 by TimeGenerated'
    shape: 'table'
    width: 100
  }
]

// By its name, so that the tests can work the queries out.
resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: workspaceName
}

var times = {
  type: 9
  content: {
    version: 'KqlParameterItem/1.0'
    crossComponentResources: [workspace.id]
    queryType: 0
    resourceType: 'microsoft.operationalinsights/workspaces'
    parameters: [
      {
        id: guid(name, 'time')
        version: 'KqlParameterItem/1.0'
        name: 'Time'
        label: 'Time'
        type: 4
        isRequired: true
        value: { durationMs: 86400000 }
        typeSettings: {
          selectableValues: [
            { durationMs: 3600000 }
            { durationMs: 86400000 }
            { durationMs: 604800000 }
            { durationMs: 2592000000 }
          ]
        }
      }
    ]
  }
  name: 'time'
}

var queries = [
  for (item, n) in charts: {
    type: 3
    content: {
      version: 'KqlItem/1.0'
      query: item.query
      size: 0
      title: item.title
      timeContextFromParameter: 'Time'
      queryType: 0
      resourceType: 'microsoft.operationalinsights/workspaces'
      crossComponentResources: [workspace.id]
      visualization: item.shape
    }
    customWidth: string(item.width)
    name: 'chart-${n}'
  }
]

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  // A workbook's name must be a GUID.
  name: guid(workspace.id, name)
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: name
    category: 'workbook'
    version: 'Notebook/1.0'
    sourceId: workspace.id
    serializedData: string({
      version: 'Notebook/1.0'
      items: concat([times], queries)
      fallbackResourceIds: [workspace.id]
    })
  }
}
