using Microsoft.AspNetCore.Http;

namespace Outreach.Functions;

/// <summary>The console and the REST API, which find their own way by the path.</summary>
public sealed record ConsoleEntry(RequestDelegate AnswerAsync);
