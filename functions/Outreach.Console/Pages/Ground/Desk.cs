using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Outreach.App;

namespace Outreach.Console;

/// <summary>
/// Carries out what a form asks for by the API's own endpoint: the same gate, checks, audit and repeats. There is no second way to change
/// anything.
/// </summary>
internal sealed class Desk(IEnumerable<IEndpoints> endpoints, Pipeline pipeline)
{
    /// <summary>The form's field with the id of its one press.</summary>
    public const string Once = "once";

    private readonly Dictionary<string, ApiEndpoint> byName = endpoints.SelectMany(e => e.All).ToDictionary(e => e.Name);

    /// <summary>Calls an endpoint with the form's <c>once</c> as its <c>Idempotency-Key</c>.</summary>
    /// <param name="name">The endpoint's name: <c>inbox.reply</c>.</param>
    /// <param name="body">An object for JSON, or a text for an endpoint that takes a file; null for none.</param>
    public Task<Answer> DoAsync(PageCall page, string name, object? body, params ReadOnlySpan<(string Name, string Value)> route)
    {
        var endpoint = byName[name];
        var http = new DefaultHttpContext { RequestAborted = page.Http.RequestAborted };
        http.Request.Method = endpoint.Method;
        http.Request.ContentType = endpoint.Media;
        var query = QueryString.Empty;
        foreach (var (parameter, value) in route)
        {
            if (endpoint.Path.Contains($"{{{parameter}}}", StringComparison.Ordinal)) http.Request.RouteValues[parameter] = value;
            else query = query.Add(parameter, value);
        }
        http.Request.QueryString = query;
        http.Request.Body = new MemoryStream(body switch
        {
            null => [],
            string text => System.Text.Encoding.UTF8.GetBytes(text),
            _ => JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), ApiJson.Options),
        });
        if (endpoint.Changes) http.Request.Headers[Call.KeyHeader] = page.Field(Once);
        return pipeline.AnswerAsync(new Call(http, page.Staff), endpoint);
    }
}

/// <summary>What the API answered to a form.</summary>
internal static class AnswerReading
{
    public static bool IsDone(this Answer answer) => answer.Status < 300;

    /// <summary>A text of the answer's body, which a repeat gets as JSON; null where there is none.</summary>
    public static string? Value(this Answer answer, string name)
    {
        var body = answer.Body is JsonElement json ? json
            : JsonSerializer.SerializeToElement(answer.Body, answer.Body.GetType(), ApiJson.Options);
        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
    }

    /// <summary>True where a second owner's yes is waited for.</summary>
    public static bool Waits(this Answer answer) => answer.Status == StatusCodes.Status202Accepted;

    /// <summary>The fault, for the form that caused it.</summary>
    public static FormFault? Fault(this Answer answer) =>
        answer.Body is Problem problem ? new(answer.Status, problem.Detail, problem.Field) : null;

    /// <summary>The answer's file under a name; for a refusal, its page.</summary>
    public static Shown File(this Answer answer, string name) => answer.Body is FileBody file
        ? Shown.File(file, name)
        : answer.Page() ?? Shown.NotFound;

    /// <summary>The page for a refusal that no change of the form would mend; null where the form is shown again.</summary>
    public static Shown? Page(this Answer answer) => answer.Status switch
    {
        StatusCodes.Status403Forbidden => Shown.Forbidden,
        StatusCodes.Status404NotFound => Shown.NotFound,
        StatusCodes.Status413PayloadTooLarge => Shown.TooLarge,
        StatusCodes.Status503ServiceUnavailable => answer == Answer.Busy ? Shown.Busy : Shown.Unavailable,
        >= 500 => Shown.Broken,
        _ => null,
    };
}

/// <summary>Why a form was not carried out: a sentence of the API's, with the field at fault where there is one.</summary>
public sealed record FormFault(int Status, string Sentence, string? Field)
{
    /// <summary>422 for a fault in a field; 409 where the thing has changed.</summary>
    public int PageStatus => Status == StatusCodes.Status409Conflict ? Status : StatusCodes.Status422UnprocessableEntity;

    public static FormFault Of(string field, string sentence) => new(StatusCodes.Status422UnprocessableEntity, sentence, field);
}
