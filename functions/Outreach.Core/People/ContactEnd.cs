namespace Outreach.Core.People;

/// <summary>How a number's question or role, as second contact or as mediator, came to its end there, or why it was not asked.</summary>
public enum ContactEnd { Declined, Left, Stopped, HandsChanged, NotAsked, NotAnswered }
