namespace Outreach.Core.Wording;
public static class Bangla { public static Words Words => English.Words; }
