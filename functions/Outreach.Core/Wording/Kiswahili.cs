namespace Outreach.Core.Wording;
public static class Kiswahili { public static Words Words => English.Words; }
