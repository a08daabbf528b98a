using Microsoft.AspNetCore.Http;

namespace Outreach.Functions;

/// <summary>The console and the REST API, which route by path themselves.</summary>
public sealed record ConsoleEntry(RequestDelegate AnswerAsync);
