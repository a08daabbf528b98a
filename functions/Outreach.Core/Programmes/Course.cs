namespace Outreach.Core.Programmes;

/// <summary>One tip of a course; the texts are by ISO 639-1 language code.</summary>
public sealed record Lesson(string Title, IReadOnlyDictionary<string, string> Texts);

/// <summary>Lessons in order, ready to be broadcast one after the other.</summary>
public sealed record Course(string Id, string Title, IReadOnlyList<Lesson> Lessons);
