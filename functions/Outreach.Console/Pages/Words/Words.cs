using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Outreach.Core.Values;

namespace Outreach.Console;

/// <summary>The console's texts in one language, by key. A language that lacks a text does not fall back to another.</summary>
public sealed class Words
{
    public const string Cookie = "outreach-language";

    private readonly FrozenDictionary<string, string> texts;

    private Words(string code)
    {
        Code = code;
        var resources = new ResourceManager($"Outreach.Console.Words.{code}", typeof(Words).Assembly);
        var set = resources.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        texts = set.Cast<DictionaryEntry>().ToFrozenDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);
    }

    /// <summary>English first: who asks for nothing that is here reads it.</summary>
    public static IReadOnlyList<Words> All { get; } = [new("en"), new("sw"), new("fr"), new("bn")];

    /// <summary>ISO 639-1.</summary>
    public string Code { get; }

    public IReadOnlyDictionary<string, string> Texts => texts;

    /// <exception cref="KeyNotFoundException">There is no such text; <c>WordsTests</c> looks for each key that a page names.</exception>
    public string this[string key] => texts[key];

    public string this[string key, params object?[] values] => string.Format(CultureInfo.InvariantCulture, texts[key], values);

    /// <summary>With a text of its own for one: the keys <c>….One</c> and <c>….Many</c>.</summary>
    public string Count(string key, int n) => this[$"{key}.{(n == 1 ? "One" : "Many")}", Number(n)];

    /// <summary>A count with its thousands apart, as every language of the console has it.</summary>
    public static string Number(long n) => n.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>A title in this language, or in the first that it has.</summary>
    public string In(IReadOnlyDictionary<string, string> titles) => titles.GetValueOrDefault(Code) ?? titles.Values.First();

    public string? Find(string key) => texts.GetValueOrDefault(key);

    /// <summary>The staff's choice, else the browser's first language that is here.</summary>
    internal static Words For(HttpContext http) => Of(http.Request.Cookies[Cookie])
        ?? http.Request.Headers.AcceptLanguage.ToString().Split(',').Select(l => Of(l.Trim().Split(';', '-')[0]))
            .FirstOrDefault(w => w is not null)
        ?? All[0];

    public static Words? Of(string? code) => All.FirstOrDefault(w => w.Code == code);

    public string Day(LocalDate day) => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {this[$"Month.{day.Month}"]} {day.Year}");

    /// <summary>Day and time in the reader's programme.</summary>
    public string Time(Instant at, DateTimeZone zone)
    {
        var local = at.InZone(zone).LocalDateTime;
        return string.Create(CultureInfo.InvariantCulture, $"{Day(local.Date)}, {local.Hour:00}:{local.Minute:00}");
    }

    /// <summary>How long ago, in the largest whole unit.</summary>
    public string Ago(Instant at, Instant now) => (now - at) switch
    {
        var past when past < Duration.FromMinutes(1) => this["Ago.Now"],
        var past when past < Duration.FromHours(1) => Count("Ago.Minutes", (int)past.TotalMinutes),
        var past when past < Duration.FromDays(1) => Count("Ago.Hours", (int)past.TotalHours),
        var past => Count("Ago.Days", (int)past.TotalDays),
    };

    public string Role(Role role) => this[$"Role.{role}"];
}
