using System.Text.Json.Serialization;
using Outreach.Core.Accounts;
using Outreach.Core.Agreements;
using Outreach.Core.Messaging;
using Outreach.Core.Subscribers;

namespace Outreach.App;

/// <summary>
/// What a phone user waits for is read and written by generated code, because reflection would compile much of it at each start.
/// </summary>
/// <remarks>Generated code forgets the default of a property that is not in the constructor: see Json.</remarks>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Subscriber))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(Agreement))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(IReadOnlyList<Pending>))]
[JsonSerializable(typeof(WorkItem))]
[JsonSerializable(typeof(InboundSms))]
[JsonSerializable(typeof(DueRow))]
internal sealed partial class StoredTypes : JsonSerializerContext;
